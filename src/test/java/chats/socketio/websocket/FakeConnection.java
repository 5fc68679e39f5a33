package chats.socketio.websocket;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.WebConnection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** The container's end of an upgraded connection, in memory. */
public class FakeConnection implements WebConnection {

    public final ByteArrayOutputStream written = new ByteArrayOutputStream();
    public int flushes;
    public boolean isClosed;
    public boolean isBroken;
    private ReadListener reader;
    private ByteArrayInputStream unread = new ByteArrayInputStream(new byte[0]);

    public void receives(byte[] bytes) throws IOException {
        unread = new ByteArrayInputStream(bytes);
        reader.onDataAvailable();
    }

    public void vanishes() throws IOException {
        reader.onAllDataRead();
    }

    /** From now on the connection can be read. */
    protected void readBy(ReadListener listener) {
        reader = listener;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new ServletInputStream() {
            @Override
            public boolean isFinished() {
                return isClosed;
            }

            @Override
            public boolean isReady() {
                return unread.available() > 0;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                readBy(listener);
            }

            @Override
            public int read() {
                return unread.read();
            }
        };
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new IllegalStateException("writes block");
            }

            @Override
            public void write(int b) throws IOException {
                if (isBroken || isClosed) {
                    throw new IOException("broken");
                }
                written.write(b);
            }

            @Override
            public void flush() {
                flushes++;
            }
        };
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
