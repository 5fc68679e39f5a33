package chats.edge;

/** What answers a request. */
enum Route {
    /** The application. */
    APPLICATION,
    /** One of the container's own contexts. */
    CONTAINER,
    /** The edge, which only tells whether this node is up. */
    HEALTH
}
