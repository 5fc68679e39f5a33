import { io } from 'socket.io-client';
const socket = io('ws://localhost:3000/chats', { extraHeaders: { Authorization: 'Bearer your-jwt-token' } });
socket.emit('create_chat', { userIds: [1, 2, 3] });
socket.emit('enter_chat', { chatIds: [1, 2] });
socket.emit('send_message', { chatId: 1, message: '안녕하세요!' });
socket.emit('send_message', { whisperTargetId: 2, message: '비밀 메시지' });
socket.on('receive_message', (message) => { console.log('받은 메시지:', message); });
socket.on('receive_whisper', (data) => { console.log('귓속말:', data.message, '발신자:', data.from); });
