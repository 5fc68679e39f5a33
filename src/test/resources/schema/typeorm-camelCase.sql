-- What TypeORM 1.1.1's "synchronize" emits for the original's entities, and for a posts_model of the same application,
-- under its default naming strategy.
CREATE TYPE "public"."users_model_role_enum" AS ENUM('USER', 'ADMIN');
CREATE TABLE "users_model" ("id" SERIAL NOT NULL, "updatedAt" TIMESTAMP NOT NULL DEFAULT now(), "createdAt" TIMESTAMP NOT NULL DEFAULT now(), "nickname" character varying(20) NOT NULL, "email" character varying NOT NULL, "password" character varying NOT NULL, "role" "public"."users_model_role_enum" NOT NULL DEFAULT 'USER', CONSTRAINT "UQ_cf2c74837f74a2d823d330293a4" UNIQUE ("nickname"), CONSTRAINT "UQ_d3129562d6ac1c574e5e909e4ed" UNIQUE ("email"), CONSTRAINT "PK_1355f66d5ebddb2449c566571c8" PRIMARY KEY ("id"));
CREATE TABLE "posts_model" ("id" SERIAL NOT NULL, "updatedAt" TIMESTAMP NOT NULL DEFAULT now(), "createdAt" TIMESTAMP NOT NULL DEFAULT now(), "title" character varying NOT NULL, "authorId" integer NOT NULL, CONSTRAINT "PK_d70f19613eb641c94bb122c4397" PRIMARY KEY ("id"));
CREATE TABLE "chats_model" ("id" SERIAL NOT NULL, "updatedAt" TIMESTAMP NOT NULL DEFAULT now(), "createdAt" TIMESTAMP NOT NULL DEFAULT now(), CONSTRAINT "PK_2aea6cf9923f6b48da28709c9df" PRIMARY KEY ("id"));
CREATE TABLE "messages_model" ("id" SERIAL NOT NULL, "updatedAt" TIMESTAMP NOT NULL DEFAULT now(), "createdAt" TIMESTAMP NOT NULL DEFAULT now(), "message" character varying NOT NULL, "chatId" integer, "authorId" integer, CONSTRAINT "PK_0f7c1e4adf172209f286cfcae2f" PRIMARY KEY ("id"));
CREATE TABLE "chats_model_users_users_model" ("chatsModelId" integer NOT NULL, "usersModelId" integer NOT NULL, CONSTRAINT "PK_64c157012f19419262bdc1f2c91" PRIMARY KEY ("chatsModelId", "usersModelId"));
CREATE INDEX "IDX_17a8d8f94631e9a345f7252f8f" ON "chats_model_users_users_model"  ("chatsModelId");
CREATE INDEX "IDX_bef4fa0842b423a7d502fa2666" ON "chats_model_users_users_model"  ("usersModelId");
ALTER TABLE "posts_model" ADD CONSTRAINT "FK_c8b7f084ae29a7104846f1bec05" FOREIGN KEY ("authorId") REFERENCES "users_model"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "messages_model" ADD CONSTRAINT "FK_ea3803c31ed7eccb4aca9416504" FOREIGN KEY ("chatId") REFERENCES "chats_model"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "messages_model" ADD CONSTRAINT "FK_65a138da666c7f41f44c7c22206" FOREIGN KEY ("authorId") REFERENCES "users_model"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "chats_model_users_users_model" ADD CONSTRAINT "FK_17a8d8f94631e9a345f7252f8f0" FOREIGN KEY ("chatsModelId") REFERENCES "chats_model"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "chats_model_users_users_model" ADD CONSTRAINT "FK_bef4fa0842b423a7d502fa26660" FOREIGN KEY ("usersModelId") REFERENCES "users_model"("id") ON DELETE CASCADE ON UPDATE CASCADE;
