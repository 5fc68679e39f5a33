/** A load that everybody can put on a server of theirs, with Gatling and its report. */
package chats.load;
