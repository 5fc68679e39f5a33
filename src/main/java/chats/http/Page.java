package chats.http;

import java.util.List;

/**
 * One page of a longer list.
 *
 * @param total entries on all pages together, at most {@link Paging#MOST_ENTRIES}
 * @param page counted from 1
 */
public record Page<T>(List<T> data, long total, int page, int limit) {
    public static <T> Page<T> of(List<T> data, long total, Paging paging) {
        return new Page<>(data, total, paging.page(), paging.limit());
    }
}
