/**
 * What operators see: health, metrics, the OpenAPI document, and the check of the settings at the start.
 * {@code ReadyChecks} tells when a node is ready, {@code PublishedMetrics} lists the metrics.
 */
package chats.ops;
