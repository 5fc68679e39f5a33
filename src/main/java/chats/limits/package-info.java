/** How much of the server one user may take. */
package chats.limits;
