ALTER TABLE `companies` DROP FOREIGN KEY `companies_owner_id_fkey`;

DROP TABLE `profiles`;
DROP TABLE `departments`;
DROP TABLE `tags`;
DROP TABLE `order_lines`;
DROP TABLE `order`;
DROP TABLE `user`;
DROP TABLE `companies`;
