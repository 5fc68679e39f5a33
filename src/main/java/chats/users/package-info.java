/**
 * Users: accounts, nicknames and search. Start with {@link chats.users.UsersService}; {@code Accounts} is for users who
 * register here, {@code ExternalUsers} for those of an outside identity provider, {@code Nicknames} keeps nicknames
 * distinct.
 */
package chats.users;
