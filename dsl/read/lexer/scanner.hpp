#pragma once
// The lexer's inside: one pass over a piece of text. Its door is lexer.hpp.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "dsl/read/lexer/token.hpp"
#include "dsl/source/issue.hpp"
#include "dsl/source/source.hpp"

namespace playmaker::read {

class Scanner final {
 public:
  // With empty `offsets` the text is the source's own.
  Scanner(const source::Source& source, std::string_view text, std::span<const std::uint32_t> offsets, Tokens& out, source::Issues& issues);
  void run();

 private:
  // scanner.cpp
  void space_and_comments();
  void one_token();
  void word();
  void chinese(std::size_t begin, std::string_view name);
  bool counts_days() const;
  void back_quoted();
  bool punct();
  std::size_t sign_length(std::string_view sign) const;
  void open_bracket();
  void stray();
  void follow_line(std::size_t to);
  source::Span span(std::size_t begin, std::size_t end) const;
  Token& push(TokenKind kind, std::size_t begin);  // a token from `begin` to at_
  std::string_view keep(std::string text);
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  char32_t code_point(std::size_t at) const;
  bool starts_with(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  // scan_number.cpp
  void number();
  bool date_or_time();
  bool hexadecimal();
  void radix_free_number(std::size_t begin);
  void with_unit(std::size_t begin, std::string digits);
  bool operand_follows(std::size_t at) const;

  // scan_text.cpp
  bool text_literal();
  void curly_text();
  void quoted(std::size_t begin, bool raw, bool bytes);
  void unclosed(std::size_t begin, std::size_t content, std::size_t line_end);
  bool escape(std::string& out, bool bytes);

  const source::Source& source_;
  std::string_view text_;
  std::span<const std::uint32_t> offsets_;
  Tokens& out_;
  source::Issues& issues_;
  std::size_t at_ = 0;

  // Where at_ stands for a person, kept up by follow_line.
  std::size_t followed_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
  std::uint32_t indent_ = 1;
  bool line_is_empty_ = true;
  std::size_t nesting_ = 0;
};

bool starts_name(char32_t c);
bool continues_name(char32_t c);
bool is_digit(char c);

}  // namespace playmaker::read
