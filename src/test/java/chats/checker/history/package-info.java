/** What devices recorded, what the database holds, and the judge who compares the two. Nothing here touches a server. */
package chats.checker.history;
