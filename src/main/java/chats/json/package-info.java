/** JSON for all doors: read strictly, written with every field present. */
package chats.json;
