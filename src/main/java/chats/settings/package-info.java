/** Every setting of the application: its name, its default and what it means. */
package chats.settings;
