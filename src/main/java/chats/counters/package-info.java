/** Numbers that the hot path counts for {@code /metrics}, at the cost of an addition. */
package chats.counters;
