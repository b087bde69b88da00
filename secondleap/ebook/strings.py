"""What a book says besides its chapters, in both languages."""

from __future__ import annotations

BOOK: dict[str, dict[str, str]] = {
    "ko": {
        "subtitle": "제조도시는 어떻게 무너지고 다시 일어서는가",
        "contents": "차례",
        "notes": "주석과 출처",
        "back": "본문으로 돌아가기",
        "notes_lead": "본문의 번호는 여기의 번호다. 모든 주장은 한 번씩, 처음 나오는 글 아래에 실었다. 화살표 뒤는 그 주장이 나오는 글이다.",
        "reading": "읽기 전에",
        "reading_lead": "이 책의 숫자마다 번호가 붙어 있고, 번호는 책 끝의 주석과 출처로 이어진다. 번호 앞의 표시는 그 주장을 자료와 견주어 본 판정이다.",
        "edition": "판",
        "rights": "글과 그림, 데이터는 CC BY 4.0에 따라 쓸 수 있다. 이름 “재도약(Second Leap)”을 밝히고, 고친 것이 있으면 적는다.",
        "book": "책",
        "cover": "표지",
        "cover_alt": "재도약. 내려갔다가 더 높이 솟는 두 면, 그 아래 피츠버그와 울산의 선 그림.",
        "begin": "본문",
        "summary": "글은 논리 순서대로 읽히고, 차례와 제목으로 옮겨 다닐 수 있다. 그림과 도표에는 대체 글이 있고, 도표의 값은 모두 표로 실었다. "
        "판정은 색과 모양과 낱말로 함께 알린다. 주석은 본문과 서로 이어져 있다. "
        "자동 검사(EPUBCheck, Ace by DAISY)를 거쳤으나 화면 낭독기를 쓰는 사람과 함께 시험하지는 않았다.",
    },
    "en": {
        "subtitle": "How manufacturing cities fall and rise again",
        "contents": "Contents",
        "notes": "Notes and sources",
        "back": "Back to the text",
        "notes_lead": "The numbers in the text are the numbers here. Every claim stands once, under the chapter that first makes it; "
        "the arrows name the chapters where it is told.",
        "reading": "Before you read",
        "reading_lead": "Every figure in this book carries a number, which leads to the notes and sources at its end. "
        "The sign before a number is our verdict on the claim, once held against the record.",
        "edition": "Edition",
        "rights": "Text, drawings and data may be used under CC BY 4.0: name “Second Leap (재도약)” and say what you changed.",
        "book": "book",
        "cover": "Cover",
        "cover_alt": "Second Leap. Two faces, one that falls and one that leaps higher; below them line drawings of Pittsburgh and Ulsan.",
        "begin": "Start of the text",
        "summary": "The text reads in logical order and can be moved through by contents and headings. Pictures and charts have text alternatives, "
        "and every value of a chart stands in a table. Verdicts are told by color, shape and word together. Notes and text are linked both ways. "
        "It has passed automatic checks (EPUBCheck, Ace by DAISY) but has not been tried together with people who use a screen reader.",
    },
}
