/**
 * How much of the server one user may use: rates, running calls, open sockets and memory. Start with
 * {@link chats.limits.RateLimits}; {@link chats.limits.Prices} says what each kind of work costs. Limits that apply
 * before a user is known are in {@code chats.admission}.
 */
package chats.limits;
