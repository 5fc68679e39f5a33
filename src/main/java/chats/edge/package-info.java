/**
 * What checks connections and requests before anything else does. It reads each request strictly, decides which port
 * serves what, runs requests on a share of threads for each address, and closes connections that an address has too
 * many of. Most of it works below the container's contexts, by reflection. Read {@link chats.edge.Edge} first.
 */
package chats.edge;
