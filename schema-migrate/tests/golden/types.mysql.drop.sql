DROP TABLE `types`;
