/** What MicroProfile JWT lets a resource inject: the token of the current request, and single claims of it. */
package chats.auth.claims;
