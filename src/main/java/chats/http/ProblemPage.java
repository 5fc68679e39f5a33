package chats.http;

import chats.errors.ChatsException;
import chats.errors.DrainState;
import chats.errors.ErrorCode;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers errors of the container outside the resources with a problem document. It is the error page in web.xml. */
@WebServlet(urlPatterns = ProblemPage.PATH, asyncSupported = true)
public class ProblemPage extends HttpServlet {
    static final String PATH = "/problem";

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problems.send(new ChatsException(code(request)), response);
    }

    private static ErrorCode code(HttpServletRequest request) {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            return ErrorCode.NOT_FOUND;
        }
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? ErrorCode.ofStatus(status)
                : DrainState.unexpected();
    }
}
