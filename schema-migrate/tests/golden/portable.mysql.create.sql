CREATE TABLE `companies` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `owner_id` VARCHAR(21) NOT NULL,
    `parent_id` BIGINT,
    `kind` VARCHAR(255) COLLATE `utf8mb4_bin` NOT NULL DEFAULT 'small',
    `name` VARCHAR(80) NOT NULL,
    PRIMARY KEY (`id`),
    CONSTRAINT `companies_kind_enum_check` CHECK (`kind` IN ('small', 'large\\extra')),
    INDEX `companies_owner_id_idx` (`owner_id`),
    INDEX `companies_parent_id_idx` (`parent_id`),
    CONSTRAINT `companies_parent_id_fkey` FOREIGN KEY (`parent_id`) REFERENCES `companies` (`id`) ON DELETE RESTRICT
);

CREATE TABLE `user` (
    `id` VARCHAR(21) NOT NULL,
    `email` VARCHAR(255) COLLATE `utf8mb4_unicode_ci` NOT NULL COMMENT 'Where to write to; it''s checked.',
    `status` VARCHAR(255) COLLATE `utf8mb4_bin` NOT NULL DEFAULT 'draft' COMMENT 'Where the account stands.',
    `company_id` BIGINT,
    `manager_id` VARCHAR(21),
    `score` DOUBLE NOT NULL DEFAULT 0.5,
    `active` BOOLEAN NOT NULL DEFAULT TRUE,
    `settings` JSON NOT NULL DEFAULT ('{}'),
    `created_at` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `seen_at` TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `joined_on` DATE NOT NULL DEFAULT (CURRENT_DATE),
    `wakes_at` TIME(6) NOT NULL DEFAULT (CURRENT_TIME(6)),
    `motto` LONGTEXT NOT NULL DEFAULT (lower('NOTHING')),
    `avatar` LONGBLOB,
    PRIMARY KEY (`id`),
    CONSTRAINT `user_email_key` UNIQUE (`email`),
    CONSTRAINT `user_score_check` CHECK (score >= 0),
    CONSTRAINT `user_status_enum_check` CHECK (`status` IN ('draft', 'on ''hold''', 'done')),
    INDEX `user_company_id_idx` (`company_id`),
    INDEX `user_manager_id_idx` (`manager_id`),
    INDEX `user_created_at_idx` (`created_at` DESC, `email`),
    CONSTRAINT `user_company_id_fkey` FOREIGN KEY (`company_id`) REFERENCES `companies` (`id`) ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT `user_manager_id_fkey` FOREIGN KEY (`manager_id`) REFERENCES `user` (`id`) ON DELETE SET NULL
) COMMENT = 'Someone who signs in.
It''s the "root" of C:\\users.';

CREATE TABLE `order` (
    `tenant_id` VARCHAR(36) NOT NULL,
    `number` INT NOT NULL,
    `user_id` VARCHAR(21) NOT NULL,
    `group` LONGTEXT,
    PRIMARY KEY (`tenant_id`, `number`),
    INDEX `order_user_id_idx` (`user_id`),
    CONSTRAINT `order_user_id_fkey` FOREIGN KEY (`user_id`) REFERENCES `user` (`id`) ON DELETE CASCADE
);

CREATE TABLE `order_lines` (
    `tenant_id` VARCHAR(36) NOT NULL,
    `order_number` INT NOT NULL,
    `position` INT NOT NULL,
    `price` DECIMAL(65,30) NOT NULL,
    `quantity` INT NOT NULL DEFAULT 1,
    `total` DECIMAL(65,30) GENERATED ALWAYS AS (price * quantity) STORED,
    `an "awkward" ``name``` LONGTEXT,
    PRIMARY KEY (`tenant_id`, `order_number`, `position`),
    CONSTRAINT `order_lines_check` CHECK (price >= 0 AND quantity > 0),
    INDEX `order_lines_order_idx` (`tenant_id`, `order_number`),
    CONSTRAINT `order_lines_order_fkey` FOREIGN KEY (`tenant_id`, `order_number`) REFERENCES `order` (`tenant_id`, `number`) ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE `tags` (
    `id` BINARY(16) NOT NULL,
    `name` VARCHAR(255) NOT NULL,
    `first_used` DATE DEFAULT (CURRENT_DATE),
    PRIMARY KEY (`id`),
    UNIQUE INDEX `tags_name_idx` (`name` DESC)
) COMMENT = 'A word.';

CREATE TABLE `departments` (
    `id` INT NOT NULL AUTO_INCREMENT,
    `company_id` BIGINT NOT NULL,
    `head_id` VARCHAR(21) NOT NULL,
    `name` VARCHAR(255) NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE INDEX `departments_company_id_name_idx` (`company_id`, `name`),
    INDEX `departments_head_id_idx` (`head_id`),
    CONSTRAINT `departments_company_id_fkey` FOREIGN KEY (`company_id`) REFERENCES `companies` (`id`) ON DELETE CASCADE,
    CONSTRAINT `departments_head_id_fkey` FOREIGN KEY (`head_id`) REFERENCES `user` (`id`)
);

CREATE TABLE `profiles` (
    `user_id` VARCHAR(21) NOT NULL,
    `about` LONGTEXT NOT NULL,
    PRIMARY KEY (`user_id`),
    CONSTRAINT `profiles_user_id_fkey` FOREIGN KEY (`user_id`) REFERENCES `user` (`id`) ON DELETE CASCADE
);

ALTER TABLE `companies` ADD CONSTRAINT `companies_owner_id_fkey` FOREIGN KEY (`owner_id`) REFERENCES `user` (`id`) ON DELETE RESTRICT;
