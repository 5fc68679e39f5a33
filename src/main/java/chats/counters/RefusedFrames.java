package chats.counters;

import chats.errors.ErrorCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts the refused frames of clients on this node, by error code. */
public final class RefusedFrames {
    private static final Map<ErrorCode, LongAdder> BY_CODE = new EnumMap<>(ErrorCode.class);

    static {
        for (ErrorCode code : ErrorCode.values()) {
            BY_CODE.put(code, new LongAdder());
        }
    }

    private RefusedFrames() {}

    public static void add(ErrorCode code) {
        BY_CODE.get(code).increment();
    }

    public static long value(ErrorCode code) {
        return BY_CODE.get(code).sum();
    }
}
