/**
 * The last filter before the REST resources, where the caller is known. {@link chats.rest.CallFilter} limits the calls
 * of each user.
 */
package chats.rest;
