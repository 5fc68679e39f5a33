/**
 * Reflection on Open Liberty, for what it has no API for. The features that need it look up fields and methods once,
 * when they start, so that a container without them is noticed early. Read {@link chats.liberty.TcpLink} first.
 */
package chats.liberty;
