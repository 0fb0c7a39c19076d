"""Texts of the tests' fixture, all fictional: ordinary ones first, then what tokenizers stumble over."""

TEXTS = [
    "query: Breast cancer, rising markers || New lytic lesion in the left iliac wing, consistent with metastasis. Known T9 deposit unchanged.",
    "query: 前立腺癌、ホルモン治療中 || 多発骨転移を認めますが、前回と著変ありません。肝転移は増大しています。",
    "query: - || No osseous metastasis. Degenerative change at L4/5.",
    "query: 肺癌術後 || 第3腰椎に新たな溶骨性病変が出現しており、骨転移を疑います。",
    "query: RCC, on nivolumab || 1. Sclerotic change in the previously lytic T11 and L2 metastases, treatment response.\n2. No new bone lesion.",
    "query: ? || Ｌ３椎体　ＳＵＶｍａｘ　４．５，骨転移疑い。",
    "query: Pt w/ mets || mutiple  osteoblastc   lesoins\tthroughout axial skeleton, \u201cstable\u201d — cf. 12/03/2024",
    "query: 〃 || ㈱㍉①Ⅳ期、ﾎﾈﾃﾝｲ なし",
    "query: \U0001f9b4 || e\u0301crasement vert\u00e9bral; \u00dfkelett, \u0393\u03c1\u03ac\u03bc\u03bc\u03b1\u0000\u202eabc",
    "query:  leading and trailing  ||   \n\n spaces \u00a0\u3000 everywhere  ",
    "query: 骨|| 軀幹骨・四肢骨に髙度の変化なし。𠮷野病院より紹介。",
    "query: - || ",
    "query: Paget? || " + "Haemangioma of T7, sclerotic focus of the sacrum unchanged since 2019. " * 40,
]
