/** What breaks while people talk: one class for each fault, with what is expected of the server meanwhile. */
package chats.checker.fault;
