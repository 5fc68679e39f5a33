/**
 * Users: accounts, nicknames and search. Start with {@link chats.users.UsersService}; {@code Accounts} is for users who
 * register here, {@code ExternalUsers} for those of an outside identity provider, {@code Nicknames} keeps nicknames
 * distinct. {@link chats.users.UserCache} keeps for others what they have read of users.
 */
package chats.users;
