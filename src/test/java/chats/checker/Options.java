package chats.checker;

import chats.checker.fault.Fault;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the checker is told on its command line, {@code --name=value} each.
 *
 * @param seed decides on messages, whims and faults
 * @param seconds of talk and faults
 * @param devices that talk
 * @param rate messages a second of each device
 * @param nodes that serve them
 * @param named faults by name, comma-separated; all that there are for so many nodes unless told
 * @param heap the most memory of each server, as Java's {@code -Xmx} has it; empty for as much as it takes by itself
 * @param full whether faults last as long as they are meant to, or as short as they can
 */
record Options(
        long seed,
        long seconds,
        int devices,
        double rate,
        int nodes,
        Optional<List<Fault>> named,
        String heap,
        boolean full) {
    static Options of(String... arguments) {
        long seed = ThreadLocalRandom.current().nextLong(1_000_000);
        Options options = new Options(seed, 600, 12, 8, 1, Optional.empty(), "", true);
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            options = options.with(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return options;
    }

    List<Fault> faults() {
        return named.orElseGet(
                () -> Stream.concat(Fault.all().stream(), nodes > 1 ? Fault.ofNodes().stream() : Stream.empty())
                        .toList());
    }

    /** The command line that does the same again. */
    @Override
    public String toString() {
        String names = faults().stream().map(Fault::name).collect(Collectors.joining(","));
        return "--seed=%d --seconds=%d --devices=%d --rate=%s --nodes=%d --faults=%s%s%s"
                .formatted(
                        seed,
                        seconds,
                        devices,
                        rate,
                        nodes,
                        names,
                        heap.isEmpty() ? "" : " --heap=" + heap,
                        full ? "" : " --short");
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--seed" -> new Options(Long.parseLong(value), seconds, devices, rate, nodes, named, heap, full);
            case "--seconds" -> new Options(seed, Long.parseLong(value), devices, rate, nodes, named, heap, full);
            case "--devices" -> new Options(seed, seconds, Integer.parseInt(value), rate, nodes, named, heap, full);
            case "--rate" -> new Options(seed, seconds, devices, Double.parseDouble(value), nodes, named, heap, full);
            case "--nodes" -> new Options(seed, seconds, devices, rate, Integer.parseInt(value), named, heap, full);
            case "--faults" -> new Options(seed, seconds, devices, rate, nodes, Optional.of(faults(value)), heap, full);
            case "--heap" -> new Options(seed, seconds, devices, rate, nodes, named, value, full);
            case "--short" -> new Options(seed, seconds, devices, rate, nodes, named, heap, false);
            default -> throw new IllegalArgumentException("What is " + name + "?");
        };
    }

    private static List<Fault> faults(String names) {
        return Stream.of(names.split(",")).map(Fault::named).toList();
    }
}
