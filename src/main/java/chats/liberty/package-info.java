/**
 * How Chats reaches into Open Liberty where there is no API: by reflection, which each feature uses for what it needs. What is missing is found out before
 * it is needed.
 */
package chats.liberty;
