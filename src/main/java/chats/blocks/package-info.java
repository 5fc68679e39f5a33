/**
 * Who blocks whom. {@link chats.blocks.Blocks} is what other packages ask, for each whisper too, and mostly answers from memory;
 * {@code BlockLists} is what users change. {@link chats.blocks.BlocksChanged} tells whoever shows users to one another.
 */
package chats.blocks;
