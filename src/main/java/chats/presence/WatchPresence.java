package chats.presence;

import chats.json.EachAtLeast;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;

/** The data of {@code watch_presence}; repeats count once. An empty list watches nobody. */
record WatchPresence(
        @NotNull @Size(max = 500) @EachAtLeast(min = 1) Set<Long> userIds) {}
