package chats.checker;

import chats.checker.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * What the checker is told on its command line, {@code --name=value} each.
 *
 * @param seed decides on messages, whims and faults
 * @param seconds of talk and faults
 * @param devices that talk
 * @param rate messages a second of each device
 * @param faults by name, comma-separated; all unless told
 * @param full whether faults last as long as they are meant to, or as short as they can
 */
record Options(long seed, long seconds, int devices, double rate, List<Fault> faults, boolean full) {
    static Options of(String... arguments) {
        Options options = new Options(ThreadLocalRandom.current().nextLong(1_000_000), 600, 12, 8, Fault.all(), true);
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            options = options.with(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return options;
    }

    /** The command line that does the same again. */
    @Override
    public String toString() {
        String names = faults.stream().map(Fault::name).collect(Collectors.joining(","));
        return "--seed=%d --seconds=%d --devices=%d --rate=%s --faults=%s%s"
                .formatted(seed, seconds, devices, rate, names, full ? "" : " --short");
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--seed" -> new Options(Long.parseLong(value), seconds, devices, rate, faults, full);
            case "--seconds" -> new Options(seed, Long.parseLong(value), devices, rate, faults, full);
            case "--devices" -> new Options(seed, seconds, Integer.parseInt(value), rate, faults, full);
            case "--rate" -> new Options(seed, seconds, devices, Double.parseDouble(value), faults, full);
            case "--faults" -> new Options(seed, seconds, devices, rate, named(value), full);
            case "--short" -> new Options(seed, seconds, devices, rate, faults, false);
            default -> throw new IllegalArgumentException("What is " + name + "?");
        };
    }

    private static List<Fault> named(String names) {
        List<Fault> named = new ArrayList<>();
        for (String name : names.split(",")) {
            named.add(Fault.all().stream()
                    .filter(fault -> fault.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no fault " + name)));
        }
        return named;
    }
}
