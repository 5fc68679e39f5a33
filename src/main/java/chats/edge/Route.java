package chats.edge;

/** Who answers a request. */
enum Route {
    /** The application. */
    APPLICATION,
    /** One of the container's own contexts. */
    CONTAINER,
    /** The edge, by nothing but whether this node is up. */
    HEALTH
}
