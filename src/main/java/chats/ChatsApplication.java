package chats;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST door: every resource of the application, from the root of the host. */
@ApplicationPath("/")
public class ChatsApplication extends Application {}
