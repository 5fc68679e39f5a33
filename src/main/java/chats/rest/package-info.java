/** What every REST call passes once its caller is known. */
package chats.rest;
