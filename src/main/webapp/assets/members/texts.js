/** What is said of members beside the conversation, in the languages of the page: it is loaded apart, when a chat is opened. */
import { language } from '../texts/texts.js';

const en = {
  title: 'Members',
  addPeople: 'Add people by nickname',
  add: 'Add',
  addName: (name) => `Add ${name}`,
  member: 'Member',
  admin: 'Admin',
  remove: 'Remove',
  removeQuestion: (name) => [name, ': remove from this chat?'],
  leave: 'Leave chat',
  leaveQuestion: 'Leave this chat? You will not see it any more.',
  notAdmin: 'Only an admin of this chat can do this.',
  notMember: 'You are not a member of this chat any more.',
  noSuchUser: 'This person is not there any more.',
  refused: 'The server did not take this. A chat has at most 1,000 members.',
  youLeft: (title) => ['You left ', title],
  removedYou: (who, title) => [who, ' removed you from ', title],
  youAreGone: (title) => ['You are not a member of ', title, ' any more'],
  goneUnsent: (title) => ['Not sent: you are not a member of ', title, ' any more'],
};

const ko = {
  title: '구성원',
  addPeople: '닉네임으로 사람 추가',
  add: '추가',
  addName: (name) => `${name} 추가`,
  member: '구성원',
  admin: '관리자',
  remove: '내보내기',
  removeQuestion: (name) => [name, '님을 이 대화에서 내보낼까요?'],
  leave: '대화 나가기',
  leaveQuestion: '이 대화에서 나갈까요? 더 이상 볼 수 없게 됩니다.',
  notAdmin: '이 대화의 관리자만 할 수 있습니다.',
  notMember: '더 이상 이 대화의 구성원이 아닙니다.',
  noSuchUser: '더 이상 없는 사람입니다.',
  refused: '서버가 받지 않았습니다. 한 대화의 구성원은 1,000명까지입니다.',
  youLeft: (title) => ['대화에서 나왔습니다: ', title],
  removedYou: (who, title) => [who, ' 나를 대화에서 내보냈습니다: ', title],
  youAreGone: (title) => ['더 이상 이 대화의 구성원이 아닙니다: ', title],
  goneUnsent: (title) => ['보내지 못했습니다. 더 이상 이 대화의 구성원이 아닙니다: ', title],
};

export const membersTexts = { en, ko }[language];
