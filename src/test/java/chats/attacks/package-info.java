/** What strangers do to harm a server, small and bounded, against a server of the test's own on this machine. */
package chats.attacks;
