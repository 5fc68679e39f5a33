-- What TypeORM 1.1.1's "synchronize" emits for the original's entities, and for a posts_model of the same application,
-- under a snake_case naming strategy.
CREATE TYPE "public"."users_model_role_enum" AS ENUM('USER', 'ADMIN');
CREATE TABLE "users_model" ("id" SERIAL NOT NULL, "updated_at" TIMESTAMP NOT NULL DEFAULT now(), "created_at" TIMESTAMP NOT NULL DEFAULT now(), "nickname" character varying(20) NOT NULL, "email" character varying NOT NULL, "password" character varying NOT NULL, "role" "public"."users_model_role_enum" NOT NULL DEFAULT 'USER', CONSTRAINT "UQ_cf2c74837f74a2d823d330293a4" UNIQUE ("nickname"), CONSTRAINT "UQ_d3129562d6ac1c574e5e909e4ed" UNIQUE ("email"), CONSTRAINT "PK_1355f66d5ebddb2449c566571c8" PRIMARY KEY ("id"));
CREATE TABLE "posts_model" ("id" SERIAL NOT NULL, "updated_at" TIMESTAMP NOT NULL DEFAULT now(), "created_at" TIMESTAMP NOT NULL DEFAULT now(), "title" character varying NOT NULL, "author_id" integer NOT NULL, CONSTRAINT "PK_d70f19613eb641c94bb122c4397" PRIMARY KEY ("id"));
CREATE TABLE "chats_model" ("id" SERIAL NOT NULL, "updated_at" TIMESTAMP NOT NULL DEFAULT now(), "created_at" TIMESTAMP NOT NULL DEFAULT now(), CONSTRAINT "PK_2aea6cf9923f6b48da28709c9df" PRIMARY KEY ("id"));
CREATE TABLE "messages_model" ("id" SERIAL NOT NULL, "updated_at" TIMESTAMP NOT NULL DEFAULT now(), "created_at" TIMESTAMP NOT NULL DEFAULT now(), "message" character varying NOT NULL, "chat_id" integer, "author_id" integer, CONSTRAINT "PK_0f7c1e4adf172209f286cfcae2f" PRIMARY KEY ("id"));
CREATE TABLE "chats_model_users_users_model" ("chats_model_id" integer NOT NULL, "users_model_id" integer NOT NULL, CONSTRAINT "PK_724f9655f7393fda49afa2a2672" PRIMARY KEY ("chats_model_id", "users_model_id"));
CREATE INDEX "IDX_03843c98650e34e3b902b65a7f" ON "chats_model_users_users_model"  ("chats_model_id");
CREATE INDEX "IDX_6eba81a707dc9061aeea1c7f01" ON "chats_model_users_users_model"  ("users_model_id");
ALTER TABLE "posts_model" ADD CONSTRAINT "FK_b92b3e0ea5629ba7683ea5ee0ce" FOREIGN KEY ("author_id") REFERENCES "users_model"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "messages_model" ADD CONSTRAINT "FK_f06e6600580a097d867337726fd" FOREIGN KEY ("chat_id") REFERENCES "chats_model"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "messages_model" ADD CONSTRAINT "FK_e6b29f7c9cf46a513d7d334818b" FOREIGN KEY ("author_id") REFERENCES "users_model"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "chats_model_users_users_model" ADD CONSTRAINT "FK_03843c98650e34e3b902b65a7f4" FOREIGN KEY ("chats_model_id") REFERENCES "chats_model"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "chats_model_users_users_model" ADD CONSTRAINT "FK_6eba81a707dc9061aeea1c7f014" FOREIGN KEY ("users_model_id") REFERENCES "users_model"("id") ON DELETE CASCADE ON UPDATE CASCADE;
