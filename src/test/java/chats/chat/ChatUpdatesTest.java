package chats.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.json.Json;
import chats.writer.ChatState;
import chats.writer.ChatUpdate;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Who may change what of a chat. */
class ChatUpdatesTest {
    private static final long ADMIN = 1;
    private static final long MEMBER = 2;
    private static final ChatState ROOM = new ChatState("room", Set.of(ADMIN, MEMBER, 3L), Set.of(ADMIN));

    @Test
    void adminsAddAndRemove() {
        assertEquals(Set.of(1L, 2L, 3L, 4L), add(4).applyTo(ROOM, ADMIN).members());
        assertEquals(Set.of(1L, 3L), remove(2).applyTo(ROOM, ADMIN).members());
        isForbidden(add(4), ROOM);
        isForbidden(remove(3), ROOM);
        isForbidden(remove(2, 3), ROOM);
        isForbidden(add(3), ROOM);
    }

    @Test
    void whoBlocksTheAdminIsAddedByHimNeitherAloneNorWithOthersButMayBeThereAlready() {
        assertEquals(
                ErrorCode.FORBIDDEN,
                assertThrows(
                                ChatsException.class,
                                () -> new AddBesideBlockers(add(4, 5), Set.of(4L)).applyTo(ROOM, ADMIN))
                        .code());
        assertEquals(
                Set.of(1L, 2L, 3L, 5L),
                new AddBesideBlockers(add(2, 5), Set.of(2L))
                        .applyTo(ROOM, ADMIN)
                        .members());
    }

    @Test
    void whatIsSoAlreadyChangesNothing() {
        assertSame(ROOM, add(2, 3).applyTo(ROOM, ADMIN));
        assertSame(ROOM, remove(9).applyTo(ROOM, ADMIN));
        assertEquals(ROOM, update("'name':'room','admins':[1]").applyTo(ROOM, ADMIN));
        assertEquals(ROOM, update("'admins':null").applyTo(ROOM, ADMIN));
    }

    @Test
    void everyMemberMayLeave() {
        assertEquals(Set.of(1L, 3L), remove(MEMBER).applyTo(ROOM, MEMBER).members());
        ChatState left = remove(ADMIN).applyTo(ROOM, ADMIN);
        assertEquals(Set.of(), left.admins());
        assertEquals(Set.of(2L, 3L, 4L), add(4).applyTo(left, MEMBER).members(), "without an admin every member may");
        assertEquals(Set.of(), remove(1, 2, 3).applyTo(ROOM, ADMIN).members());
    }

    @Test
    void theNameIsTakenAwayOrLeft() {
        assertEquals("new", update("'name':'new'").applyTo(ROOM, ADMIN).name());
        assertEquals(null, update("'name':null").applyTo(ROOM, ADMIN).name());
        assertEquals("room", update("'admins':[2]").applyTo(ROOM, ADMIN).name());
        isForbidden(update("'name':'new'"), ROOM);
    }

    @Test
    void adminsAreMembers() {
        assertEquals(
                Set.of(2L, 3L), update("'admins':[2,3]").applyTo(ROOM, ADMIN).admins());
        assertEquals(Set.of(), update("'admins':[]").applyTo(ROOM, ADMIN).admins());
        ChatsException refusal = assertThrows(
                ChatsException.class, () -> update("'admins':[1,9]").applyTo(ROOM, ADMIN));
        assertEquals(ErrorCode.VALIDATION_FAILED, refusal.code());
    }

    @Test
    void aChatHasAThousandMembersAtMostAndALargerOneThatIsThereStays() {
        ChatState full = ROOM.withMembers(users(1000));
        assertEquals(
                ErrorCode.VALIDATION_FAILED,
                assertThrows(ChatsException.class, () -> add(1001).applyTo(full, ADMIN))
                        .code());
        ChatState large = ROOM.withMembers(users(1500));
        assertSame(large, add(1500).applyTo(large, ADMIN));
        assertEquals(1499, remove(7).applyTo(large, ADMIN).members().size());
    }

    private static void isForbidden(ChatUpdate update, ChatState chat) {
        ChatsException refusal = assertThrows(ChatsException.class, () -> update.applyTo(chat, MEMBER));
        assertEquals(ErrorCode.FORBIDDEN, refusal.code());
    }

    private static AddMembers add(long... users) {
        return new AddMembers(7L, LongStream.of(users).boxed().collect(Collectors.toSet()));
    }

    private static RemoveMembers remove(long... users) {
        return new RemoveMembers(7L, LongStream.of(users).boxed().collect(Collectors.toSet()));
    }

    /** As it is read from JSON, where a name that is left out is another thing than one that is null. */
    private static UpdateChat update(String fields) {
        String json = "{'chatId':7," + fields + "}";
        return Json.bind(Json.read(json.replace('\'', '"')), UpdateChat.class);
    }

    private static Set<Long> users(int count) {
        return LongStream.rangeClosed(1, count).boxed().collect(Collectors.toSet());
    }
}
