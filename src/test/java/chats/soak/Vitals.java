package chats.soak;

/**
 * What a server has at one moment.
 *
 * @param heap bytes in use after a garbage collection
 * @param direct bytes of buffers outside the heap
 * @param files open files and connections; 0 where the system does not tell
 * @param sockets that clients have open, by its own count
 */
record Vitals(long heap, long direct, int threads, long files, long sockets) {
    static final String HEAD = "heap MB  direct MB  threads  files  sockets";

    private static final double MEGABYTE = 1 << 20;

    @Override
    public String toString() {
        return "%7.1f  %9.1f  %7d  %5d  %7d".formatted(heap / MEGABYTE, direct / MEGABYTE, threads, files, sockets);
    }
}
