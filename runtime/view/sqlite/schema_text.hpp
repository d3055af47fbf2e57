#pragma once
// The text of schema/*.sql, put into the program by the build (CMakeLists.txt).

namespace playmaker::view::sqlite {
extern const char* const kSchemaText;
}
