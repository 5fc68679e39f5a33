/** Who people are: accounts, nicknames, and finding one another. */
package chats.users;
