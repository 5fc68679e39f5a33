package chats.live;

import static chats.live.People.ALICE;
import static chats.live.People.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.bus.Bus;
import chats.commands.RequestOrigin;
import chats.log.Position;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AudienceTest {
    private final Connections connections = new Connections();
    private final Rooms rooms = new Rooms(Bus.alone());
    private final Audience audience = new Audience(connections, rooms);
    private final FakeSocket phone = new FakeSocket();
    private final FakeSocket desk = new FakeSocket();
    private final Connection onPhone = People.connection(phone, ALICE);
    private final Connection onDesk = People.connection(desk, ALICE);
    private final DroppableEvent event = new DroppableEvent(new DroppableEvent.Key("typing", People.CHAT, 2), "{}");

    private void enter(Connection connection) {
        Room room = rooms.keep(People.CHAT, null);
        room.open(Position.START);
        rooms.enter(connection, room, null, Position.START, People.MEMBER);
    }

    @Test
    void thoseThatHaveEnteredAreToldButTheOne() {
        enter(onPhone);
        enter(onDesk);
        audience.tellChat(People.CHAT, event, onPhone.id());
        assertEquals(List.of(), phone.heard);
        assertEquals(List.of("typing{}"), desk.heard);
    }

    @Test
    void ofThoseInTheChatSomeUsersAreToldAlone() {
        FakeSocket bobs = new FakeSocket();
        enter(onPhone);
        enter(People.connection(bobs, BOB));
        audience.tellChat(People.CHAT, event, RequestOrigin.NO_SOCKET, user -> user == BOB.id());
        assertEquals(List.of(), phone.heard);
        assertEquals(List.of("typing{}"), bobs.heard);
    }

    @Test
    void whoHasNotEnteredOrHasLeftIsNotTold() {
        audience.tellChat(People.CHAT, event, RequestOrigin.NO_SOCKET);
        enter(onPhone);
        enter(onDesk);
        Listener gone = onPhone.entered().get(People.CHAT);
        rooms.leave(onPhone, List.of(People.CHAT));
        audience.tellChat(People.CHAT, event, RequestOrigin.NO_SOCKET);
        gone.tell(event);
        assertEquals(List.of(), phone.heard);
        assertEquals(List.of("typing{}"), desk.heard);
    }

    @Test
    void thoseOfOthersThatHaveEnteredAreTold() {
        FakeSocket bobs = new FakeSocket();
        enter(onPhone);
        enter(People.connection(bobs, BOB));
        audience.tellOthers(People.CHAT, event, ALICE.id());
        assertEquals(List.of(), phone.heard);
        assertEquals(List.of("typing{}"), bobs.heard);
    }

    @Test
    void socketsOfAUserThatHaveNotEnteredAreTold() {
        connections.add(onPhone);
        connections.add(onDesk);
        enter(onDesk);
        audience.tellOutside(ALICE.id(), People.CHAT, event);
        assertEquals(List.of("typing{}"), phone.heard);
        assertEquals(List.of(), desk.heard);
    }

    @Test
    void allSocketsOfAUserAreToldButSome() {
        connections.add(onPhone);
        connections.add(onDesk);
        audience.tellUser(ALICE.id(), event, Set.of(onPhone.id()));
        assertEquals(List.of(), phone.heard);
        assertEquals(List.of("typing{}"), desk.heard);
    }

    @Test
    void aMembersSocketsAreToldUnlessTheyHaveEnteredAndHeWasRemoved() {
        connections.add(onPhone);
        connections.add(onDesk);
        enter(onDesk);
        audience.tellMember(ALICE.id(), People.CHAT, event, Set.of());
        audience.tellMember(ALICE.id(), People.CHAT, event, Set.of(onPhone.id()));
        onDesk.entered().get(People.CHAT).end();
        audience.tellMember(ALICE.id(), People.CHAT, event, Set.of());
        assertEquals(List.of("typing{}", "typing{}"), phone.heard);
        assertEquals(List.of("typing{}", "typing{}"), desk.heard);
    }

    @Test
    void allSocketsOfAUserAreToldButTheOne() {
        connections.add(onPhone);
        connections.add(onDesk);
        audience.tellUser(ALICE.id(), event, onDesk.id());
        audience.tellUser(BOB.id(), event, RequestOrigin.NO_SOCKET);
        assertEquals(List.of("typing{}"), phone.heard);
        assertEquals(List.of(), desk.heard);
    }
}
