import type { Score } from './rouge.ts';
/**
 * How near two conclusions come sentence by sentence: each sentence (as the vector of an encoder) is matched with the nearest of the other
 * text, precision is the mean over the draft's sentences, recall over the person's. The greedy matching of BERTScore (Zhang 2020) on whole
 * sentences instead of tokens: not BERTScore, and not comparable with published values of it. 0 where a side has no sentence.
 */
export declare function sentenceSimilarity(reference: readonly Float32Array[], hypothesis: readonly Float32Array[]): Score;
