/** What HTTP needs around the resources: JSON bodies, pages, and problem documents for everything that fails. */
package chats.http;
