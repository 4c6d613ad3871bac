//! Relations of every kind, to load.

use diesel::prelude::*;
use schema_core::prelude::*;
use serde::Serialize;

schema_core::schema! {
    /// Relations of every kind, to load.
    pub struct Library;
    all: [Author, Passport, Volume, Section, Remark, Genre, VolumeGenre],
}

/// A tree, a unique child, and children by two keys.
#[derive(Model, HasQuery, Identifiable, Insertable, Serialize, Debug, Clone, PartialEq)]
#[diesel(table_name = author)]
#[relation(many, students: Author)]
#[relation(one, passport: Passport)]
#[relation(many, written: Volume, via = author_id)]
#[relation(many, edited: Volume, via = editor_id)]
pub struct Author {
    pub id: i32,
    #[references(Self, on_delete = "set null", relation = mentor)]
    pub mentor_id: Option<i32>,
    pub name: String,
}

/// A key that is unique.
#[derive(Model, HasQuery, Identifiable, Insertable, Serialize, Debug, Clone, PartialEq)]
#[diesel(table_name = passport)]
pub struct Passport {
    pub id: i64,
    #[references(Author, on_delete = "cascade", unique)]
    pub author_id: i32,
}

/// A key of text, two keys to one table, and a junction.
#[derive(Model, HasQuery, Identifiable, Insertable, Serialize, Debug, Clone, PartialEq)]
#[diesel(table_name = volume)]
#[relation(many, sections: Section)]
#[relation(many, genres: Genre, through = VolumeGenre)]
pub struct Volume {
    #[column(max_length = 21)]
    pub id: String,
    #[references(Author, on_delete = "cascade")]
    pub author_id: i32,
    #[references(Author, on_delete = "cascade")]
    pub editor_id: Option<i32>,
    pub price: i32,
}

/// A key of two columns.
#[derive(Model, HasQuery, Identifiable, Insertable, Serialize, Debug, Clone, PartialEq)]
#[diesel(table_name = section, primary_key(volume_id, number))]
#[relation(many, remarks: Remark)]
pub struct Section {
    #[references(Volume, on_delete = "cascade")]
    pub volume_id: String,
    pub number: i32,
}

/// A foreign key of two columns, of which one may be NULL.
#[derive(Model, HasQuery, Identifiable, Insertable, Serialize, Debug, Clone, PartialEq)]
#[diesel(table_name = remark)]
#[references(Section, columns(volume_id, section_number), on_delete = "cascade", relation = section)]
pub struct Remark {
    pub id: i32,
    pub volume_id: String,
    pub section_number: Option<i32>,
}

/// The other side of the junction.
#[derive(Model, HasQuery, Identifiable, Insertable, Serialize, Debug, Clone, PartialEq)]
#[diesel(table_name = genre)]
#[relation(many, volumes: Volume, through = VolumeGenre)]
pub struct Genre {
    pub id: i64,
    pub name: String,
}

/// The junction.
#[derive(Model, HasQuery, Identifiable, Insertable, Serialize, Debug, Clone, PartialEq)]
#[diesel(table_name = volume_genre, primary_key(volume_id, genre_id))]
pub struct VolumeGenre {
    #[references(Volume, on_delete = "cascade")]
    pub volume_id: String,
    #[references(Genre, on_delete = "cascade")]
    pub genre_id: i64,
    pub weight: i32,
}

/// All rows of a library.
#[derive(Debug, Clone, Default)]
pub struct Holdings {
    pub authors: Vec<Author>,
    pub passports: Vec<Passport>,
    pub volumes: Vec<Volume>,
    pub sections: Vec<Section>,
    pub remarks: Vec<Remark>,
    pub genres: Vec<Genre>,
    pub volume_genres: Vec<VolumeGenre>,
}

impl Holdings {
    /// Rows that follow from numbers: each number decides what the next row refers to.
    pub fn of(numbers: &[u32]) -> Holdings {
        let mut holdings = Holdings::default();
        for (position, number) in numbers.iter().enumerate() {
            let id = i32::try_from(position).unwrap_or(i32::MAX);
            holdings.add(id, *number as usize);
        }
        holdings
    }

    fn add(&mut self, id: i32, number: usize) {
        let pick = |length: usize| (length > 0).then(|| (number / 8) % length);
        let author = pick(self.authors.len()).map(|position| self.authors[position].id);
        let volume = pick(self.volumes.len()).map(|position| self.volumes[position].id.clone());
        let section = pick(self.sections.len()).map(|position| self.sections[position].clone());
        match (number % 8, author, volume, section) {
            (1, Some(author_id), ..)
                if !self
                    .passports
                    .iter()
                    .any(|other| other.author_id == author_id) =>
            {
                self.passports.push(Passport {
                    id: id.into(),
                    author_id,
                });
            }
            (2 | 3, Some(author_id), ..) => self.volumes.push(Volume {
                id: format!("volume {id}"),
                author_id,
                editor_id: (!number.is_multiple_of(3)).then(|| self.authors[0].id),
                price: id % 3,
            }),
            (4, _, Some(volume_id), _) => self.sections.push(Section {
                volume_id,
                number: id,
            }),
            (5, _, _, Some(section)) => self.remarks.push(Remark {
                id,
                volume_id: section.volume_id,
                section_number: (!number.is_multiple_of(5)).then_some(section.number),
            }),
            (6, _, Some(volume_id), _) => {
                self.genres.push(Genre {
                    id: id.into(),
                    name: format!("genre {id}"),
                });
                self.volume_genres.push(VolumeGenre {
                    volume_id,
                    genre_id: id.into(),
                    weight: id % 4,
                });
            }
            (7, _, Some(volume_id), _) if !self.genres.is_empty() => {
                let link = VolumeGenre {
                    volume_id,
                    genre_id: self.genres[number % self.genres.len()].id,
                    weight: id % 4,
                };
                let is_there = |other: &VolumeGenre| {
                    (&other.volume_id, other.genre_id) == (&link.volume_id, link.genre_id)
                };
                if !self.volume_genres.iter().any(is_there) {
                    self.volume_genres.push(link);
                }
            }
            _ => self.authors.push(Author {
                id,
                mentor_id: author.filter(|_| !number.is_multiple_of(3)),
                name: format!("author {id}"),
            }),
        }
    }
}
