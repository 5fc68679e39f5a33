/**
 * What a name may contain, and which names look alike. {@link chats.names.Name} is the constraint for nicknames,
 * {@link chats.names.NameSkeleton} compares two names.
 */
package chats.names;
