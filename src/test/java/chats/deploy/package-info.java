/** Holds the files by which Chats is deployed to their schemas, and to the settings that there are. */
package chats.deploy;
