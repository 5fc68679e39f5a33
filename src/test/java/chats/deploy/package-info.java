/** Holds the files by which Chats is deployed to their schemas, to the settings and to the runtime that there are. */
package chats.deploy;
