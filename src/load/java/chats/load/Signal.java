package chats.load;

/** What is sent beside the messages, with the numbers that hold unless a property says otherwise. */
enum Signal {
    /** 10,000 read marks a second from 500 people in 50 rooms of 50. */
    READ(500, 50, 5, 500, 500, 50),
    /** In one room of 500 there are always 50 who type, each telling it as often as it is passed on. */
    TYPING(500, 500, 1, 500, 50, 2_000),
    /** 10,000 sockets that watch 50 people each, and within a minute are closed and opened again. */
    PRESENCE(500, 50, 5, 10_000, 0, 1_000);

    final int users;
    final int members;
    /** How many rooms each user is in. */
    final int roomsEach;

    final int sockets;
    /** How many of the users send signals. */
    final int active;
    /** Milliseconds between two signals of one user. */
    final int pace;

    Signal(int users, int members, int roomsEach, int sockets, int active, int pace) {
        this.users = Integer.getInteger("users", users);
        this.members = Integer.getInteger("members", members);
        this.roomsEach = Integer.getInteger("roomsEach", roomsEach);
        this.sockets = Math.max(this.users, Integer.getInteger("sockets", sockets));
        this.active = Math.min(this.users, Integer.getInteger("active", active));
        this.pace = Integer.getInteger("signalPace", pace);
    }
}
