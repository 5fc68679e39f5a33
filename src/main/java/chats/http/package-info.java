/**
 * What the REST resources share: reading bodies without a waiting thread, JSON, paging, headers for browsers, problem
 * documents for all errors, and the public files of the page. Read {@link chats.http.BodyFilter} and
 * {@link chats.http.Problems} first.
 */
package chats.http;
