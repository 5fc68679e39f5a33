/**
 * Every setting of the application: its name, its default, its bounds and its meaning. {@link chats.settings.Settings}
 * has them all.
 */
package chats.settings;
