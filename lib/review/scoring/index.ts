// Scores and grades: pure formulas of the regulations, their figures handed in from the pack's `scoring.yaml`. Nothing here
// rounds before it compares, and nothing here judges: it orders what people look at first.
export { assess, isGapShown } from './assessment';
export { concentration, exposure, latency, modeOf, ratioToStaff, riskValue } from './chongqing';
export { rounded } from './decimal';
export { highwayInfo, highwayPoint, highwayWarning, matrixGrade, probabilityGrade, severityGrade } from './grading';
export { composite, exercisesAMonth, frequencyCoefficient, impactOfAmount, ranked } from './luoyang';
export type { Exercise } from './luoyang';
export { changeAlarm, changeOf, historyAlarm, jumpsUp, limitAlarm, pChart, percent, worse } from './rates';
export { sheetState } from './sheets';
export type { SheetState } from './sheets';
export { isRankable, unitIndex } from './unit-index';
export { byWorkload, countsAt, postValue, warningLine, zoneOf } from './warning-line';
export { yearlyProposals } from './yearly';
